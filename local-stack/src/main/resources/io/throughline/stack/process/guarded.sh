# Becomes the given command, and ends it when standard input closes: however the starter dies, its pipe closes.
# Ctrl-C and a closed terminal are the starter's to handle, so that processes end in its order.
trap '' INT HUP
exec 3<&0 </dev/null
(
    trap '' TERM
    # A line says that the command has ended by itself; its process id may be somebody else's by now.
    read -r _ <&3 && exit
    kill -TERM $$
    for _ in {1..80}; do
        sleep 0.1
        kill -0 $$ || exit
    done
    kill -KILL $$
) >/dev/null 2>&1 &
exec 3<&-
exec "$@"
