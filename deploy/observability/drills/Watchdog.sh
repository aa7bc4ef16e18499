lane=alone
labels=
broken='Prometheus hangs: its process is stopped. *Fired* is when Alertmanager has the watchdog no more'
mitigated='it runs again (SIGCONT)'
sign=silent

inject() { kill -STOP "$(cat "$folder/prometheus.pid")"; }
mitigate() { kill -CONT "$(cat "$folder/prometheus.pid")"; }
restore() { mitigate; }
