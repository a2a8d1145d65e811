package dev.tallystick.events.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the generated records to the registry: what they read, they write to the byte. */
class EventDataCodecTest {
  private static final Path ROOT = Path.of(System.getProperty("tallystick.root", "../.."));

  private static JsonObject internal(EventType type, JsonObject part) {
    return switch (type.shortName()) {
      case DataDenied.SHORT_NAME -> DataDeniedInternal.read(part).toJson();
      case DataReleased.SHORT_NAME -> DataReleasedInternal.read(part).toJson();
      case RecordCorrected.SHORT_NAME -> RecordCorrectedInternal.read(part).toJson();
      case StaffRead.SHORT_NAME -> StaffReadInternal.read(part).toJson();
      default -> EventInternal.read(part).toJson();
    };
  }

  @Test
  void documentedEvents_areWrittenByRecordsToTheByte() throws Exception {
    Path tests = ROOT.resolve("libs/events/src/test/resources/dev/tallystick/events");
    List<JsonObject> requests =
        RegistrySamples.documented(
            Files.readString(ROOT.resolve("docs/spec/events.md")),
            Files.readAllBytes(tests.resolve("vectors/events.json")));
    Set<EventType> seen = new HashSet<>();

    for (JsonObject request : requests) {
      Event before = Event.parse(CanonicalJson.bytes(request));
      seen.add(before.type());
      EventData data = EventDataCodec.read(before.type(), before.data());
      Body body =
          new Body(
              before.id(), before.source(), before.timeMillis(), before.subject(), data.toJson());
      Optional<JsonObject> internal = before.internal().map(part -> internal(before.type(), part));

      Event after = Event.of(before.seed(), before.stub(), body, internal);

      assertThat(data.eventType()).isSameAs(before.type());
      for (PartName part : PartName.ALL) {
        assertThat(after.canonical(part))
            .as("%s: %s", before.type(), part)
            .isEqualTo(before.canonical(part));
      }
      assertThat(after.toRequestJson()).isEqualTo(before.toRequestJson());
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(EventTypes.all());
  }

  @Test
  void everyMember_isReadAndWritten() {
    RegistrySamples samples = new RegistrySamples(new Random(7));
    Map<EventType, JsonObject> types = RegistrySamples.data();

    assertThat(types.keySet()).containsExactlyElementsOf(EventTypes.all());
    types.forEach(
        (type, notations) -> {
          for (boolean full : new boolean[] {true, false}) {
            JsonObject data = samples.sample(notations, full);

            JsonObject written = EventDataCodec.read(type, data).toJson();

            assertThat(new String(CanonicalJson.messageBytes(written), UTF_8))
                .as("%s", type)
                .isEqualTo(new String(CanonicalJson.messageBytes(data), UTF_8));
          }
        });
  }

  @Test
  void everyMemberOfInternalParts_isReadAndWritten() {
    RegistrySamples samples = new RegistrySamples(new Random(7));

    assertThat(RegistrySamples.internal()).hasSize(8);
    RegistrySamples.internal()
        .forEach(
            (type, notations) -> {
              JsonObject part = samples.sample(notations, true);

              assertThat(internal(type, part)).as("%s", type).isEqualTo(part);
            });
  }

  @Test
  void toBuilder_givesTheSameRecord() {
    RegistrySamples samples = new RegistrySamples(new Random(7));

    RegistrySamples.data()
        .forEach(
            (type, notations) -> {
              EventData data = EventDataCodec.read(type, samples.sample(notations, true));
              try {
                Object builder = data.getClass().getMethod("toBuilder").invoke(data);
                Object built = builder.getClass().getMethod("build").invoke(builder);
                assertThat(built).isEqualTo(data);
              } catch (NoSuchMethodException e) {
                assertThat(data.getClass().getRecordComponents()).hasSizeLessThanOrEqualTo(5);
              } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
              }
            });
  }

  @Test
  void partial_showsWhatIsThereAndNeverFails() {
    RegistrySamples samples = new RegistrySamples(new Random(7));
    RegistrySamples.data()
        .forEach(
            (type, notations) -> {
              JsonObject full = samples.sample(notations, true);
              assertThat(shown(type, full)).as("%s", type).hasSize(notations.size());
              assertThat(shown(type, JsonObject.EMPTY)).as("%s", type).isEmpty();
              // Each member of a kind that no member has.
              JsonObject.Builder odd = JsonObject.builder();
              notations.names().forEach(name -> odd.put(name, JsonArray.of(List.of())));
              assertThat(shown(type, odd.build())).as("%s", type).isEmpty();
            });
  }

  /** The members that the view of a type gives a value of. */
  private static List<String> shown(EventType type, JsonObject data) {
    Class<?> view = partialOf(type);
    List<String> shown = new ArrayList<>();
    try {
      Object partial = view.getConstructor(JsonObject.class).newInstance(data);
      for (Method accessor : view.getDeclaredMethods()) {
        Object value =
            List.of("object", "toString", "hashCode", "equals").contains(accessor.getName())
                ? Optional.empty()
                : accessor.invoke(partial);
        boolean empty =
            value.equals(Optional.empty())
                || value.equals(OptionalLong.empty())
                || value.equals(List.of());
        if (!empty) {
          shown.add(accessor.getName());
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return shown;
  }

  private static Class<?> partialOf(EventType type) {
    StringBuilder name = new StringBuilder("dev.tallystick.events.type.");
    for (String word : type.shortName().split("[.-]", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    try {
      return Class.forName(name + "$Partial");
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void missingMember_isNamedWithoutAnyValue() {
    RegistrySamples samples = new RegistrySamples(new Random(7));
    JsonObject.Builder without = JsonObject.builder();
    JsonObject notations =
        Objects.requireNonNull(
            RegistrySamples.data().get(EventTypes.get(ConsentWithdrawn.SHORT_NAME)));
    samples
        .sample(notations, true)
        .forEach(
            (name, value) -> {
              if (!name.equals("stoppedAt")) {
                without.put(name, value);
              }
            });

    assertThatThrownBy(() -> ConsentWithdrawn.read(without.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ConsentWithdrawn.stoppedAt must be there");
  }

  @Test
  void builder_sortsSetsAndCutsTimes() throws Exception {
    AgreementFiled filed =
        AgreementFiled.builder()
            .agreement(new AgreementId("agr_019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a"))
            .version(1)
            .kind(AgreementFiled.Kind.USE)
            .provider("shop-one")
            .receiver("bureau-one")
            .clauses(List.of("USE_LIMIT", "AUDIT"))
            .textHash(Hash.sha256())
            .reviewedOn(LocalDate.of(2024, 2, 29))
            .validFrom(Instant.parse("2024-03-01T00:00:00.000999Z"))
            .validTo(Instant.parse("2025-03-01T00:00:00Z"))
            .signatures(
                List.of(
                    new PartySignature("shop-one", "a.b.c"),
                    new PartySignature("bureau-one", "d.e.f")))
            .build();

    assertThat(filed.validFrom()).isEqualTo(Instant.parse("2024-03-01T00:00:00Z"));
    filed.eventType().checkData(filed.toJson());
    AgreementFiled read = AgreementFiled.read(filed.toJson());
    assertThat(read.clauses()).containsExactly("AUDIT", "USE_LIMIT");
    assertThat(read.signatures()).extracting("party").containsExactly("bureau-one", "shop-one");
  }

  @Test
  void builder_refusesToLeaveOutWhatIsRequired() {
    assertThatThrownBy(() -> ConsentWithdrawn.builder().version(1).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not set: consent");
    assertThatThrownBy(() -> new ConsentId("rel_019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
