/** OAuth2 access to a downstream system: tokens that all instances share and one at a time renews. */
@NullMarked
package io.throughline.runtime.token;

import org.jspecify.annotations.NullMarked;
