/**
 * Gives entries an index. One thread takes what is queued, decides duplicates, guards and times
 * under the log's lock, stores the batch in one transaction, and only after the commit signs the
 * new tree and answers. A crash at any point leaves either the whole batch or nothing of it;
 * starting again is the same code as going on.
 */
@NullMarked
package dev.tallystick.audit.sequencing;

import org.jspecify.annotations.NullMarked;
