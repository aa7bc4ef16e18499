/** Asks the shops which orders were modified, and has those understood that no webhook told of. */
@NullMarked
package io.throughline.ingest.reconcile;

import org.jspecify.annotations.NullMarked;
