/** Pages that stand by themselves, to read or to print: no script, no picture, nothing fetched. */
@NullMarked
package dev.tallystick.bureau.page;

import org.jspecify.annotations.NullMarked;
