/** Who may see and command. */
@NullMarked
package io.throughline.dashboard.login;

import org.jspecify.annotations.NullMarked;
