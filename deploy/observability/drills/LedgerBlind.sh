lane=alone
labels=integration=operations-dashboard
broken='operations-dashboard hangs: its process is stopped'
mitigated='it runs again (SIGCONT)'

inject() { kill -STOP "$(process_of operations-dashboard)"; }
mitigate() { kill -CONT "$(process_of operations-dashboard)"; }
restore() { mitigate; }
