lane=finance
labels=integration=finance-adapter
broken='a stranger sends what is no event'
mitigated='the letter is looked at and closed (`update dead_letter …`)'

inject() {
    local connection
    connection=$(tr '\0' '\n' <"/proc/$(process_of finance-adapter)/environ" |
        sed -n 's/^SPRING_CLOUD_AZURE_SERVICEBUS_CONNECTIONSTRING=//p')
    BROKER_CONNECTION=$connection "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp local-stack/target/local-stack.jar \
        io.throughline.stack.Stranger finance-adapter >"$folder/stranger.log" 2>&1
}
mitigate() { sql finance "$(block DeadLetters 'sql adapter' update)"; }
restore() { :; }
