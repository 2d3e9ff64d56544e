# The same steps as `make setup`, in two stages: the second has no compiler, no pip cache and no root.
FROM python:3.13-slim AS build
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
COPY Makefile pyproject.toml requirements.lock README.md jardam.py ./
COPY api api
COPY bot bot
COPY migrations migrations
COPY content content
RUN make setup

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /app jardam && mkdir /data && chown jardam:jardam /data
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 JARDAM_DATA=/data JARDAM_HOST=0.0.0.0 JARDAM_PORT=8000
USER jardam
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"JARDAM_PORT\"]}/healthz', timeout=4)"]
CMD ["jardam", "run"]
