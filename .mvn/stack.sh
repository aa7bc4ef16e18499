# Builds what is not built, and runs the local stack. To be sourced from the project's folder, after find_jdk.

stack=local-stack/target/local-stack.jar
built=.local/built # when this script last built: Maven leaves a jar alone whose content stays the same

# The deployables: ingest, the dashboard, and every module that has a catalogue entry.
services() {
    local module
    for module in $(sed -n 's#.*<module>\(.*\)</module>.*#\1#p' pom.xml); do
        case "$module" in
            order-ingest-service | operations-dashboard) echo "$module" ;;
            *) [ -f "$module/src/main/resources/integration.yaml" ] && echo "$module" ;;
        esac
    done
}

# outdated <jar> <source>...: whether the jar is missing, or older than anything it is made from.
outdated() {
    local jar=$1 since=$1
    shift
    [ -f "$jar" ] || return 0
    [ "$built" -nt "$jar" ] && since=$built
    [ -n "$(find "$@" -path '*/target' -prune -o -path '*/src/test' -prune -o -type f -newer "$since" -print -quit)" ]
}

needs_build() {
    local service libraries=(pom.xml common-events backbone adapter-runtime)
    outdated "$stack" "${libraries[@]}" adapter-testkit servicebus-emulator local-stack && return 0
    for service in $(services); do
        outdated "$(ls "$service/target/$service"-*.jar 2>/dev/null | head -n 1)" "${libraries[@]}" "$service" && return 0
    done
    return 1
}

build_stack() {
    needs_build || return 0
    echo "Building Throughline; the first time this takes a few minutes …"
    mkdir -p .local
    touch "$built.begun"
    ./mvnw -B -q -DskipTests package || { echo "The build failed; see above." >&2; exit 1; }
    mv "$built.begun" "$built"
}

# The stack's own program without the services.
build_tool() {
    outdated "$stack" pom.xml common-events backbone adapter-runtime adapter-testkit servicebus-emulator local-stack || return 0
    echo "Building what writes adapters; this takes a minute or two …"
    ./mvnw -B -q -DskipTests -pl local-stack -am package || { echo "The build failed; see above." >&2; exit 1; }
}

# run_stack <java option or argument>...
run_stack() {
    exec "$JAVA_HOME/bin/java" -Xmx384m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@"
}
