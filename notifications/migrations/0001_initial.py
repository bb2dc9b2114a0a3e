"""All tables of this app, as the first release lays them."""

import core.migrating
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Heartbeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.CharField(max_length=80, unique=True)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('task',),
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('kind', models.CharField(max_length=80)),
                        ('about_id', models.BigIntegerField()),
                        ('context', models.JSONField(default=dict)),
                        ('status', models.CharField(choices=[('planned', 'Planned'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('missed', 'Missed'), ('superseded', 'No longer wanted')], default='planned', max_length=20)),
                        ('reason', models.TextField(blank=True)),
                        ('answer', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('claimed_at', models.DateTimeField(null=True)),
                        ('claim', models.UUIDField(null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-created_at', 'id'),
                        'indexes': [models.Index(condition=models.Q(('status', 'planned')), fields=['due_at'], name='notifications_message_due'), models.Index(condition=models.Q(('status', 'sending')), fields=['claimed_at'], name='notifications_message_claimed'), models.Index(fields=['kind', 'about_id'], name='notifications_message_about'), models.Index(fields=['-created_at'], name='notifications_message_newest'), models.Index(fields=['status', '-created_at'], name='notifications_message_status')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('status', 'sending')), models.Q(models.Q(('status', 'sending'), _negated=True), ('claim__isnull', True)), _connector='OR'), name='notifications_message_claimed_while_sending'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('claimed_at__isnull', True)), models.Q(('claim__isnull', False), ('claimed_at__isnull', False)), _connector='OR'), name='notifications_message_claim_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notifications_message_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['failed', 'missed', 'superseded']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='notifications_message_unsent_has_reason')],
                    },
                ),
            ],
        ),
        core.migrating.InstallTriggers(
            models=[],
        ),
    ]
