/** The wire form of events, outcomes and commands. */
@NullMarked
package io.throughline.backbone.json;

import org.jspecify.annotations.NullMarked;
