# Finds a JDK 25 and exports JAVA_HOME. To be sourced by bash: `. .mvn/jdk.sh && find_jdk`.

jdk_feature() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
    local java
    [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
    java=$(command -v javac) && printf '%s\n' "$(cd "$(dirname "$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")")/.." && pwd)"
    [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 25 2>/dev/null
    printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home
}

find_jdk() {
    local home
    while IFS= read -r home; do
        if [ "$(jdk_feature "$home")" = 25 ]; then
            export JAVA_HOME="$home"
            return 0
        fi
    done < <(jdk_candidates)
    cat >&2 <<'MISSING'
Throughline needs a JDK 25, and none was found (looked at JAVA_HOME, the PATH and the usual folders).
Install one, for example Eclipse Temurin 25 from https://adoptium.net, or with one of

    sdk install java 25-tem          brew install --cask temurin@25          apt install temurin-25-jdk

or set JAVA_HOME to where it is.
MISSING
    return 1
}
