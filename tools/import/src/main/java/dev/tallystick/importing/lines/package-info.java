/**
 * From rows to the lines of an import: what is prohibited is dropped first, rows of one thing
 * become one record, and people get their summary. The same file gives the same lines.
 */
@NullMarked
package dev.tallystick.importing.lines;

import org.jspecify.annotations.NullMarked;
