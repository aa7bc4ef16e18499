/** The one PostgreSQL of the stack: its server, and everything that is read from or broken in the services' tables. */
@NullMarked
package io.throughline.stack.database;

import org.jspecify.annotations.NullMarked;
