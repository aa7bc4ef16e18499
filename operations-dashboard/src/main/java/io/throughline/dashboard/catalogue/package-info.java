/** The catalogue that this release was built with, against what runs. */
@NullMarked
package io.throughline.dashboard.catalogue;

import org.jspecify.annotations.NullMarked;
