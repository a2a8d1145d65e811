package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The walk-through of docs/first-sale.md as it stands, done once for a suite: parties, a person and
 * a sale that other tests can look at, and other walks go on from.
 *
 * @param folder where it was done
 * @param told what it printed
 */
record FirstSaleWalk(Path folder, int exitCode, String told) {
  private static final Pattern ID =
      Pattern.compile("\\b[a-z]{3}_([a-z2-7]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");
  private static final Pattern EVENT =
      Pattern.compile(
          "(?<![0-9a-f_-])[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What the shell has at the end, for those who go on in it. */
  private static final String KEEP =
      """
      declare -p person agreement product provide query release >first-sale/ids
      cp first-sale/ids first-sale/shell
      { declare -p sold now in_a_year log clauses; declare -f; } >>first-sale/shell
      """;

  /** The same shell. */
  private static final String GO_ON = "eval \"$(./tallystick env)\"\n. first-sale/shell\n";

  /** Does the walk. */
  static FirstSaleWalk on(Suite suite) throws IOException, InterruptedException {
    Page page = Page.inNewFolder();
    Page.Typed typed = page.type(suite, "docs/first-sale.md", "", KEEP);
    return new FirstSaleWalk(page.folder(), typed.exitCode(), typed.told());
  }

  /** Types the blocks of another page in the same shell, and tells what they print. */
  String goOn(Suite suite, String page) throws IOException, InterruptedException {
    Page.Typed typed = new Page(folder).type(suite, page, GO_ON, "");
    assertThat(typed.exitCode()).as(typed.told()).isZero();
    return typed.told();
  }

  /** Types this in the same shell, and tells what it prints. */
  String type(Suite suite, String name, String script) throws IOException, InterruptedException {
    Page.Typed typed = new Page(folder).type(suite, name, GO_ON + script);
    assertThat(typed.exitCode()).as(typed.told()).isZero();
    return typed.told();
  }

  /** What the script called these: {@code person}, {@code agreement}, {@code product} and so on. */
  String named(String name) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("first-sale/ids"))) {
      if (line.startsWith("declare -- " + name + "=")) {
        return line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
      }
    }
    throw new AssertionError("the walk names no " + name);
  }

  /** The ids of all that came of it, and the names of its parties. */
  List<String> ids() throws IOException {
    String all = told + Files.readString(folder.resolve("first-sale/ids"));
    TreeSet<String> ids = new TreeSet<>();
    ID.matcher(all).results().forEach(found -> ids.add(found.group()));
    EVENT.matcher(all).results().limit(3).forEach(found -> ids.add(found.group()));
    List<String> others = new ArrayList<>(ids);
    others.addAll(List.of("plum-market", "bank-dell"));
    return others;
  }
}
