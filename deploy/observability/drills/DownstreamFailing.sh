lane=fulfillment
labels=integration=fulfillment-adapter
broken='ShipBob answers 503'
mitigated='ShipBob answers again; nothing done here'

inject() { fault "$shipbob" unavailable 10000; }
mitigate() { whole "$shipbob"; }
restore() { whole "$shipbob"; }
