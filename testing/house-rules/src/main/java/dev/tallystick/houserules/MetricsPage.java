package dev.tallystick.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/metrics.md}, and how it differs from what a service exports. */
public final class MetricsPage {
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
  private static final String OWN = "tallystick_";
  private static final int CELLS = 9;

  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** A metric as the page tells of it. */
  private record Row(String name, String type, Set<String> labels, String services, String there) {
    boolean isOf(String service) {
      return services.equals("all") || Arrays.asList(services.split(", ", -1)).contains(service);
    }
  }

  private MetricsPage(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split("\\|", -1);
      Matcher name = NAME.matcher(cells.length > 1 ? cells[1] : "");
      if (cells.length >= CELLS && name.find()) {
        Set<String> labels = new TreeSet<>();
        NAME.matcher(cells[4]).results().forEach(found -> labels.add(found.group(1)));
        rows.put(
            name.group(1),
            new Row(name.group(1), cells[2].strip(), labels, cells[5].strip(), cells[6].strip()));
      }
    }
  }

  /** The page of this checkout. */
  public static MetricsPage read() {
    Path page = Path.of(System.getProperty("tallystick.root", "../..")).resolve("docs/metrics.md");
    try {
      return new MetricsPage(Files.readAllLines(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metrics that the page knows. */
  public Set<String> names() {
    return Set.copyOf(rows.keySet());
  }

  /**
   * What is wrong about the page, or the service.
   *
   * @param service its name in full, such as {@code data-vault}
   * @param scraped the answer of {@code /q/metrics}
   */
  public List<String> differences(String service, String scraped) {
    String name = service.replaceFirst("^data-", "").replaceFirst("-service$", "");
    Map<String, String> types = new LinkedHashMap<>();
    TYPE.matcher(scraped)
        .results()
        .forEach(type -> types.put(sample(type.group(1), type.group(2)), type.group(2)));
    List<String> wrong = new ArrayList<>();
    types.forEach(
        (metric, type) -> {
          Row row = rows.get(metric);
          if (row == null) {
            if (metric.startsWith(OWN)) {
              wrong.add(metric + " is not on the page");
            }
          } else if (!row.isOf(name)) {
            wrong.add(metric + " is exported by " + name + " too");
          } else if (!row.type.equals(type)) {
            wrong.add(metric + " is a " + type);
          } else {
            labels(scraped, metric).stream()
                .filter(label -> !row.labels.contains(label))
                .forEach(label -> wrong.add(metric + " has the label " + label));
          }
        });
    rows.values().stream()
        .filter(row -> row.isOf(name) && row.there.equals("start") && !types.containsKey(row.name))
        .forEach(row -> wrong.add(row.name + " is not exported"));
    return wrong;
  }

  /** One of the two text formats names a counter's family, and its samples by another name. */
  private static String sample(String family, String type) {
    return type.equals("counter") && !family.endsWith("_total") ? family + "_total" : family;
  }

  private static Set<String> labels(String scraped, String metric) {
    Set<String> labels = new TreeSet<>();
    scraped
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .forEach(
            line ->
                LABEL
                    .matcher(line.substring(0, line.lastIndexOf('}')))
                    .results()
                    .forEach(found -> labels.add(found.group(1))));
    return labels;
  }
}
