/** Takes what arrives on topics orders and outcomes. */
@NullMarked
package io.throughline.dashboard.intake;

import org.jspecify.annotations.NullMarked;
