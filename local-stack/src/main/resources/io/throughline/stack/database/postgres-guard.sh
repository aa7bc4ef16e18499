# Stops the PostgreSQL whose postmaster.pid is given when standard input closes without a line.
trap '' INT HUP TERM
read -r _ && exit
[ -r "$1" ] && kill -INT "$(head -n 1 "$1")"
