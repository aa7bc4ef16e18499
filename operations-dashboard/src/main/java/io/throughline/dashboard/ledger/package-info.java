/** The account of what is owed and what was done: figures and what they mean, pure. */
@NullMarked
package io.throughline.dashboard.ledger;

import org.jspecify.annotations.NullMarked;
