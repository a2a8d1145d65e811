package dev.tallystick.importing.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * One kind of record that rows become.
 *
 * @param category as the rule pack names it
 * @param observedAt of the first row
 * @param fields by name, in the order of the mapping
 * @param adverse whether it is adverse information; not if empty
 * @param priorNoticeAt when the person was told of it
 * @param endedOn when the matter has ended
 */
public record RecordForm(
    String category,
    TimeOf observedAt,
    Map<String, GroupField> fields,
    Optional<RowField> adverse,
    Optional<RowField> priorNoticeAt,
    Optional<RowField> endedOn) {}
