# syntax=docker/dockerfile:1

# What is fetched and compiled: by the same script that `make run` uses each day.
FROM python:3.13-slim AS parts
WORKDIR /srv/integrity
COPY package.json package-lock.json .npmrc ./
COPY requirements requirements
COPY scripts scripts
COPY locale locale
COPY static static
RUN python -m scripts.bootstrap
# The packages of production alone: no embedded servers, no Node.
RUN python -m venv --without-pip /srv/packages \
    && .venv/bin/python -m uv pip install --quiet --compile-bytecode \
       --python /srv/packages/bin/python --require-hashes --requirements requirements/base.txt


FROM python:3.13-slim
ENV PATH=/srv/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Takes the pictures of videos; see docs/decisions/0026-what-a-worker-makes-of-files.md.
RUN apt-get update && apt-get install --yes --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/integrity
COPY --from=parts /srv/packages /srv/packages
COPY . .
COPY --from=parts /srv/integrity/locale locale
COPY --from=parts /srv/integrity/static/vendor static/vendor
COPY --from=parts /srv/integrity/fonts fonts
# Collecting static files reads the settings, but nothing of these values stays in the image.
RUN SECRET_KEY=only-for-this-line-of-the-build-0123456789-abcdefghijklmnopqrst \
    BASE_URL=https://integrity.invalid ALLOWED_HOSTS=integrity.invalid \
    DATABASE_URL=postgres://nobody@db.invalid/none REDIS_URL=redis://redis.invalid \
    EMAIL_URL=smtp://mail.invalid \
    python manage.py collectstatic --no-input \
    && useradd --system --no-create-home --shell /usr/sbin/nologin integrity \
    # A new volume takes its owner from here.
    && install --directory --owner integrity /var/lib/integrity/files

USER integrity
EXPOSE 8000
# Each thread holds one database connection: 4 workers with 8 threads are 32.
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "4", "--blocking-threads", "8", "--backpressure", "64", \
     "integrity.wsgi:application"]
