/** What an adapter is tested with: stub downstream systems, complete events and the contract of every adapter. */
@NullMarked
package io.throughline.testkit;

import org.jspecify.annotations.NullMarked;
