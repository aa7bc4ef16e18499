/** What ingest, the adapter runtime and the dashboard all stand on. */
@NullMarked
package io.throughline.backbone;

import org.jspecify.annotations.NullMarked;
