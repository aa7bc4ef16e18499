lane=inventory
labels='integration=inventory-adapter severity=critical'
broken='the inventory system answers 429, and asks to wait for four minutes'
factor=5
mitigated='it admits calls again; the backlog is left to drain'

inject() { fault "$inventory" rate-limited 1000 PT4M; }
mitigate() { whole "$inventory"; }
restore() { whole "$inventory"; }
