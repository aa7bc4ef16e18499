lane=fulfillment
labels=integration=fulfillment-adapter
broken='`./ops pause fulfillment-adapter …`'
mitigated='`./ops resume fulfillment-adapter …`'

inject() { ops pause fulfillment-adapter 'drill' >/dev/null; }
mitigate() { ops resume fulfillment-adapter 'drill is over' >/dev/null; }
restore() { mitigate; }
