lane=finance
labels=integration=finance-adapter
broken='Xero answers 401'
mitigated='Xero takes the key again'

inject() { fault "$xero" unauthorized 10000; }
mitigate() { whole "$xero"; }
restore() { whole "$xero"; }
