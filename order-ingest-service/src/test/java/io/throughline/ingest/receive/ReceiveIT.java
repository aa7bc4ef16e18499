package io.throughline.ingest.receive;

class ReceiveIT extends ReceiveContract {}
