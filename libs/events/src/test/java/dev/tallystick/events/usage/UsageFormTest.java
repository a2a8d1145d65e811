package dev.tallystick.events.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.EventLabels;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One text for each answer: every other one is refused, by the field that is wrong. */
class UsageFormTest {
  private static final UsageLog LOG = new UsageLog();
  private static final String PERSON = LOG.token();
  private static final String SOME = some();
  private static final String NONE = new String(LOG.whole(LOG.token()).answer().toJson(), UTF_8);

  /** An answer that extends another, with a linked list. */
  private static String some() {
    String phone = LOG.token();
    LOG.freeze(PERSON);
    LOG.freeze(phone);
    LOG.indexRoot();
    UsagePage old = LOG.whole(PERSON);
    LOG.link(PERSON, phone);
    LOG.indexRoot();
    UsagePage page =
        LOG.page(
            List.of(EventLabels.ofSubject(PERSON), EventLabels.ofSubject(phone)),
            0,
            9,
            Optional.of(old));
    return new String(page.answer().toJson(), UTF_8);
  }

  static Stream<Arguments> refused() {
    String label = EventLabels.ofSubject(PERSON).hex();
    return Stream.of(
        Arguments.of(SOME, "\"saved\":\"saved\"", "\"saved\":\"\"", "saved"),
        Arguments.of(SOME, "\"saved\":\"saved\"", "\"saved\":7", "saved"),
        Arguments.of(SOME, ",\"saved\":\"saved\"", "", "saved"),
        Arguments.of(SOME, "\"saved\":\"saved\"", "\"saved\":\"saved\",\"size\":7", ""),
        Arguments.of(SOME, "\"consistency\":{", "\"consistency\":{\"oldCount\":1,", "consistency"),
        Arguments.of(SOME, "\"oldSize\":3", "\"oldSize\":0", "consistency.oldSize"),
        Arguments.of(SOME, "\"oldSize\":3", "\"oldSize\":\"3\"", "consistency.oldSize"),
        Arguments.of(SOME, "\\n\\n\u2014", "\\n\u2014", "checkpoint"),
        Arguments.of(
            SOME, "\"label\":\"" + label, "\"label\":\"" + label.toUpperCase(Locale.ROOT), "label"),
        Arguments.of(SOME, "\"salt\":\"", "\"salt\":\"A", "salt"),
        Arguments.of(SOME, "\"present\":true", "\"present\":false", "trieProof.present"),
        Arguments.of(SOME, "\"present\":true", "\"present\":1", "trieProof.present"),
        Arguments.of(SOME, "\"bit\":", "\"bit\":9999", "bit"),
        Arguments.of(SOME, "\"listIndex\":1", "\"listIndex\":-1", "entries[0].listIndex"),
        Arguments.of(SOME, "\"listIndex\":1", "\"place\":1,\"listIndex\":1", "entries[0]"),
        Arguments.of(SOME, "\"listProof\":[\"", "\"listProof\":[\"A", "entries[0].listProof[0]"),
        Arguments.of(SOME, "\"linked\":[{", "\"linked\":[7,{", "linked[0]"),
        Arguments.of(SOME, "\"linked\":[{", "\"linked\":[{\"next\":\"x\",", "linked[0]"),
        Arguments.of(SOME, "\"indexRoot\":{", "\"indexRoot\":{\"checkpoint\":\"x\",", "indexRoot"),
        Arguments.of(
            SOME, "\"recordedMillis\":", "\"recordedMillis\":-", ".opening.recordedMillis"),
        Arguments.of(NONE, "\"count\":0", "\"count\":0,\"listRoot\":\"" + label + "\"", "listRoot"),
        Arguments.of(NONE, "\"count\":0", "\"count\":1", "trieProof.present"),
        Arguments.of(NONE, "\"present\":false", "\"present\":true", "trieProof.present"),
        Arguments.of(NONE, "\"other\":{", "\"other\":{\"salt\":1,", "trieProof.other"),
        Arguments.of(NONE, "\"other\":{", "\"another\":{", "trieProof"),
        Arguments.of(NONE, "\"indexRoot\":{", "\"linked\":[],\"indexRoot\":{", "linked"),
        Arguments.of(NONE, "\"bulkReads\":{", "\"bulkReads\":{\"next\":\"x\",", "bulkReads"),
        Arguments.of(NONE, "{", "", ""),
        Arguments.of(NONE, "{", "[{", ""));
  }

  @ParameterizedTest(name = "{1} as {2}")
  @MethodSource("refused")
  void parse_refusesByTheFieldThatIsWrong(String json, String text, String instead, String field) {
    int at = json.indexOf(text);
    assertThat(at).as("the sample has %s", text).isNotNegative();
    String changed = json.substring(0, at) + instead + json.substring(at + text.length());

    assertThatThrownBy(() -> UsageAnswer.parse(changed.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            InvalidUsageException.class, e -> assertThat(e.field()).endsWith(field));
  }

  @Test
  void parsePages_takesOnePageOrSeveral() throws Exception {
    assertThat(UsageAnswer.parsePages(SOME.getBytes(UTF_8))).hasSize(1);
    assertThat(UsageAnswer.parsePages(("[" + SOME + "," + SOME + "]").getBytes(UTF_8))).hasSize(2);
    for (String none : List.of("[]", "7", "[7]", "[" + SOME + ",{}]")) {
      assertThatThrownBy(() -> UsageAnswer.parsePages(none.getBytes(UTF_8)))
          .as(none.substring(0, Math.min(5, none.length())))
          .isInstanceOf(InvalidUsageException.class);
    }
  }
}
