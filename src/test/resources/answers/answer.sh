#!/bin/sh
# A pipeline over kb.articles: answer.sh QUESTIONS ANSWERS. Which server it asked is in asked.log.
set -eu
printf '%s\n' "$DATABASE_URL" >> asked.log
psql -X -q -At -v ON_ERROR_STOP=1 -v questions="$(cat "$1")" -d "$DATABASE_URL" -f answer.sql > "$2"
