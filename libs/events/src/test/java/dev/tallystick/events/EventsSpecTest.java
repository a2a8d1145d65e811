package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.SpecPage.Section;
import dev.tallystick.events.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about events and the registry say the same, in both directions. */
class EventsSpecTest {
  private static final SpecPage PAGE = SpecPage.read();
  private static final Map<Opener, String> OPENERS =
      Map.of(
          Opener.PUBLIC, "everyone",
          Opener.SUBJECT, "the subject",
          Opener.BOTH_SUBJECTS, "the person of both tokens",
          Opener.PARTIES, "its parties",
          Opener.RELEASE_1_RECIPIENT, "the recipient of a release-1",
          Opener.AUDITORS, "auditors",
          Opener.ALL_AUDITORS, "every auditor");

  private static Section sectionOf(EventType type) {
    return PAGE.section(type.shortName());
  }

  private static Set<String> codeIn(Section section, String line) {
    return new TreeSet<>(SpecPage.code(section.lines().getOrDefault(line, "")));
  }

  private static Map<String, String> notations(FieldSet fields) {
    return fields.specs().stream()
        .collect(Collectors.toMap(FieldSpec::name, FieldSpec::notation, (a, b) -> a, TreeMap::new));
  }

  @Test
  void sections_areTheTypesInTheOrderOfTheirCodes() {
    assertThat(PAGE.types().stream().map(Section::title))
        .containsExactlyElementsOf(EventTypes.all().stream().map(EventType::shortName).toList());
  }

  @Test
  void tableOfTypes_linksToEachSection() {
    List<String> links =
        Pattern.compile("\\[([a-z.-]+)]\\(#([a-z-]+)\\)")
            .matcher(PAGE.section("9 The types").text())
            .results()
            .peek(link -> assertThat(link.group(2)).isEqualTo(link.group(1).replace(".", "")))
            .map(link -> link.group(1))
            .toList();

    assertThat(links)
        .containsExactlyElementsOf(EventTypes.all().stream().map(EventType::shortName).toList());
  }

  @Test
  void firstLine_isNameCodeAndClass() {
    for (EventType type : EventTypes.all()) {
      assertThat(sectionOf(type).text().lines().findFirst())
          .as(type.shortName())
          .contains("`%s` · code %d · %s".formatted(type.name(), type.code(), type.eventClass()));
    }
  }

  @Test
  void lines_sayWhoAppendsFollowsAndOpens() {
    for (EventType type : EventTypes.all()) {
      Section section = sectionOf(type);
      Map<String, String> lines = section.lines();

      assertThat(codeIn(section, "appended by")).as(type.shortName()).isEqualTo(type.appenders());
      assertThat(codeIn(section, "followed by")).as(type.shortName()).isEqualTo(type.readers());
      assertThat(lines.get("body opened to"))
          .as(type.shortName())
          .isEqualTo(words(type.openTo(PartName.BODY)));
      assertThat(lines.get("internal opened to"))
          .as(type.shortName())
          .isEqualTo(
              type.internal().isPresent()
                  ? words(type.openTo(PartName.INTERNAL))
                  : "no internal part");
    }
  }

  private static String words(Set<Opener> openers) {
    return openers.stream().map(OPENERS::get).collect(Collectors.joining(", "));
  }

  @Test
  void lines_saySubjectLabelsAndDeferral() {
    for (EventType type : EventTypes.all()) {
      Map<String, String> lines = sectionOf(type).lines();
      Map<String, String> roles = new TreeMap<>();
      Pattern.compile("([a-z-]+) `([^`]+)`")
          .matcher(lines.getOrDefault("labels", ""))
          .results()
          .forEach(role -> roles.put(role.group(1), role.group(2)));
      Map<String, String> expected = new TreeMap<>();
      type.labels().forEach((role, key) -> expected.put(role, key.notation()));

      assertThat(roles).as(type.shortName()).isEqualTo(expected);
      assertThat(lines.get("subject"))
          .as(type.shortName())
          .isEqualTo(type.subjectRule().name().toLowerCase(Locale.ROOT));
      assertThat("yes".equals(lines.get("deferrable")))
          .as(type.shortName())
          .isEqualTo(type.deferrable());
    }
  }

  @Test
  void lines_sayGuards() {
    for (EventType type : EventTypes.all()) {
      Section section = sectionOf(type);
      Set<String> advances =
          type.advances().stream()
              .map(KeyTemplate::notation)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> freely =
          type.mayAdvance().stream()
              .map(KeyTemplate::notation)
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(codeIn(section, "rests on"))
          .as(type.shortName())
          .isEqualTo(type.restsOnPrefixes());
      assertThat(codeIn(section, "advances")).as(type.shortName()).isEqualTo(advances);
      assertThat(codeIn(section, "may advance")).as(type.shortName()).isEqualTo(freely);
    }
  }

  @Test
  void lines_areOfTheKindsThatThePageExplains() {
    Set<String> known = new TreeSet<>();
    PAGE.types().forEach(section -> known.addAll(section.lines().keySet()));

    assertThat(known)
        .containsExactlyInAnyOrder(
            "appended by",
            "followed by",
            "subject",
            "labels",
            "body opened to",
            "internal opened to",
            "rests on",
            "advances",
            "may advance",
            "deferrable");
  }

  @Test
  void tables_haveEveryFieldWithItsKind() {
    Map<String, String> common = PAGE.section("2 An event and its entry").table("internal");
    assertThat(common).isEqualTo(notations(EventTypes.common().internal()));

    for (EventType type : EventTypes.all()) {
      Section section = sectionOf(type);
      Map<String, String> internal = new TreeMap<>(section.table("internal"));
      if (type.internal().isPresent()) {
        common.forEach(internal::putIfAbsent);
      }

      assertThat(section.table("data")).as(type.shortName()).isEqualTo(notations(type.data()));
      assertThat(internal)
          .as(type.shortName())
          .isEqualTo(type.internal().map(EventsSpecTest::notations).orElse(new TreeMap<>()));
    }
  }

  @Test
  void shapes_haveEveryFieldWithItsKind() {
    Pattern field = Pattern.compile("`([^`]+)`: `([^`]+)`");
    Map<String, Map<String, String>> written = new TreeMap<>();
    for (MatchResult row :
        Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\| .* \\|$")
            .matcher(PAGE.section("4 Shapes").text())
            .results()
            .toList()) {
      Map<String, String> fields = new TreeMap<>();
      field.matcher(row.group(2)).results().forEach(f -> fields.put(f.group(1), f.group(2)));
      written.put(row.group(1), fields);
    }
    Map<String, Map<String, String>> expected = new TreeMap<>();
    EventTypes.common().shapes().forEach((name, fields) -> expected.put(name, notations(fields)));

    assertThat(written).isEqualTo(expected);
  }

  @Test
  void guards_haveEveryFamilyWithItsForm() {
    Map<String, String> expected = new TreeMap<>();
    EventTypes.common().guards().forEach((prefix, form) -> expected.put(prefix, form.notation()));

    assertThat(PAGE.section("6 Guards").table("family")).isEqualTo(expected);
  }

  @Test
  void kinds_areAllExplainedWithExamplesOfTheirs() {
    Set<String> explained = new TreeSet<>();
    for (MatchResult row :
        Pattern.compile("(?m)^\\| `([a-z]+)([^`]*)` \\| .* \\| (.*) \\|$")
            .matcher(PAGE.section("3 Kinds of values").text())
            .results()
            .toList()) {
      String word = row.group(1);
      explained.add(word);
      if (!Set.of("list", "set", "int", "bool", "enum", "jws", "hash", "label").contains(word)) {
        FieldKind kind = KindNotation.parse(word + argument(word), Map.of());
        for (String example : SpecPage.code(row.group(3))) {
          assertThat(kind.violation(JsonString.of(example))).as(example).isNull();
        }
      }
    }

    assertThat(explained).containsAll(wordsInUse());
  }

  private static String argument(String word) {
    return switch (word) {
      case "text" -> " 80";
      case "bytes" -> " 32";
      case "id" -> " con";
      default -> "";
    };
  }

  /** The first word of every kind that some field has, inside lists and sets too. */
  private static Set<String> wordsInUse() {
    List<FieldKind> kinds = new ArrayList<>();
    Stream.concat(
            EventTypes.all().stream()
                .flatMap(type -> Stream.concat(Stream.of(type.data()), type.internal().stream())),
            EventTypes.common().shapes().values().stream())
        .flatMap(fields -> fields.specs().stream())
        .forEach(spec -> kinds.add(spec.kind()));
    Set<String> words = new TreeSet<>();
    for (FieldKind kind : kinds) {
      FieldKind item = kind;
      if (kind instanceof FieldKind.Sequence list) {
        words.add("list");
        item = list.item();
      } else if (kind instanceof FieldKind.SortedSet set) {
        words.add("set");
        item = set.item();
      }
      if (!(item instanceof FieldKind.Shape)) {
        words.add(item.notation().replaceAll(" .*", ""));
      }
    }
    return words;
  }
}
