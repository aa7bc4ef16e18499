/** Finds what the contract marks as personal data, and keeps it out of logs. */
@NullMarked
package io.throughline.backbone.privacy;

import org.jspecify.annotations.NullMarked;
