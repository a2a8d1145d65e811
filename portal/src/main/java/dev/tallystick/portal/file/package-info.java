/** What a page shows, as a file to keep: tables, and the answer that a reader gets it with. */
@NullMarked
package dev.tallystick.portal.file;

import org.jspecify.annotations.NullMarked;
