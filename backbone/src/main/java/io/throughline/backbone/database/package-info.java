/** Group writing, halving of bad batches, and the relay of a log table. */
@NullMarked
package io.throughline.backbone.database;

import org.jspecify.annotations.NullMarked;
