lane=alone
labels=integration=order-ingest-service
broken='order-ingest-service hangs: its process is stopped'
mitigated='it runs again (SIGCONT)'

inject() { kill -STOP "$(process_of order-ingest-service)"; }
mitigate() { kill -CONT "$(process_of order-ingest-service)"; }
restore() { mitigate; }
