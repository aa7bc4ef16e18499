/** Tests. */
@NullMarked
package io.throughline.dashboard.ledger;

import org.jspecify.annotations.NullMarked;
