lane=finance
labels='integration=finance-adapter severity=critical'
broken='finance-adapter hangs: its process is stopped'
mitigated='it runs again (SIGCONT: it belongs to ./run, which starts it once)'

inject() { kill -STOP "$(process_of finance-adapter)"; }
mitigate() { kill -CONT "$(process_of finance-adapter)"; }
restore() { mitigate; }
