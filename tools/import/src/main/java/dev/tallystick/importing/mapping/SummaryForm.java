package dev.tallystick.importing.mapping;

import java.util.Map;

/**
 * One record a person over all of the person's rows in the months up to the newest row of the file.
 *
 * @param category as the rule pack names it
 * @param months how many months back from the newest row
 * @param totals what is added up over rows, by name
 * @param fields what is told of the totals, by name
 */
public record SummaryForm(
    String category,
    int months,
    Map<String, GroupField> totals,
    Map<String, SummaryField> fields) {}
