"""The floor: a bare Django application that does the same four requests and nothing else.

Session, user and CSRF; a list, a page, one POST in one transaction, the result. No roles, audience,
history, audit log, outbox, languages or layout.
"""
