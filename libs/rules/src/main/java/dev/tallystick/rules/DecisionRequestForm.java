package dev.tallystick.rules;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.state.Fee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a request for a decision: strictly, so that none is decided that was not meant. */
final class DecisionRequestForm {
  private static final Set<String> MEMBERS =
      Set.of(
          "step",
          "dryRun",
          "request",
          "requestType",
          "subject",
          "caller",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "purposeObject",
          "endUser",
          "inquiry",
          "product",
          "categories",
          "parents",
          "fee",
          "consent",
          "label",
          "agreement",
          "recordCategories");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9._-]{0,63}");
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
  private static final Pattern SUBJECT = Pattern.compile(SubjectForm.REGEX);
  private static final String UUID7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final Pattern EVENT = Pattern.compile(UUID7);
  private static final Pattern PRODUCT = Pattern.compile("prd_" + UUID7);
  private static final Pattern INQUIRY = Pattern.compile("inq_" + UUID7);
  private static final Pattern CONSENT = Pattern.compile("con_" + UUID7);
  private static final Pattern AGREEMENT = Pattern.compile("agr_" + UUID7);
  private static final Pattern TARIFF = Pattern.compile("trf_" + UUID7);
  private static final int MAX_LABEL = 120;
  private static final Map<String, Step> STEPS =
      Stream.of(Step.values()).collect(Collectors.toUnmodifiableMap(Step::name, step -> step));

  private final JsonObject json;

  private DecisionRequestForm(JsonObject json) {
    this.json = json;
  }

  static DecisionRequest read(JsonObject json) throws InvalidRequestException {
    for (String name : json.names()) {
      if (!MEMBERS.contains(name)) {
        throw new InvalidRequestException(name, "is no member that is known here");
      }
    }
    return new DecisionRequestForm(json).read();
  }

  private DecisionRequest read() throws InvalidRequestException {
    Step step = step();
    boolean dryRun = has("dryRun") && flag("dryRun");
    Optional<String> subject = text("subject", SUBJECT);
    String caller = required("caller", NAME);
    DecisionRequest.Parties parties =
        new DecisionRequest.Parties(
            required("from", NAME), text("to", NAME), text("endUser", NAME));
    DecisionRequest.What what =
        new DecisionRequest.What(
            text("purpose", CODE),
            text("endPurpose", CODE),
            object("purposeObject"),
            text("product", PRODUCT),
            categories(step));
    DecisionRequest.Chain chain = new DecisionRequest.Chain(text("inquiry", INQUIRY), parents());
    DecisionRequest.Named named =
        new DecisionRequest.Named(text("consent", CONSENT), text("agreement", AGREEMENT), fee());
    Optional<String> missing =
        DecisionRequest.missing(step, dryRun, subject, parties, what, chain, named);
    if (missing.isPresent()) {
      throw new InvalidRequestException(missing.get(), "must be there at this step");
    }
    if (!caller.equals(parties.from()) && !parties.to().equals(Optional.of(caller))) {
      throw new InvalidRequestException("caller", "is from or to");
    }
    return new DecisionRequest(step, dryRun, subject, caller, parties, what, chain, named, label());
  }

  private Step step() throws InvalidRequestException {
    String word = required("step", CODE);
    Step step = STEPS.get(word);
    if (step == null) {
      throw new InvalidRequestException("step", "is one of " + Arrays.toString(Step.values()));
    }
    return step;
  }

  /** A deposit's categories are those of its records. */
  private SortedSet<String> categories(Step step) throws InvalidRequestException {
    String name = step == Step.DEPOSIT ? "recordCategories" : "categories";
    SortedSet<String> categories = new TreeSet<>();
    for (JsonValue item : list(name)) {
      if (!(item instanceof JsonString text) || !CODE.matcher(text.value()).matches()) {
        throw new InvalidRequestException(name, "is a list of codes");
      }
      categories.add(text.value());
    }
    return categories;
  }

  private List<ParentRef> parents() throws InvalidRequestException {
    List<ParentRef> parents = new ArrayList<>();
    for (JsonValue item : list("parents")) {
      if (!(item instanceof JsonObject parent)) {
        throw new InvalidRequestException("parents", "is a list of objects");
      }
      DecisionRequestForm form = new DecisionRequestForm(parent);
      parents.add(new ParentRef(form.required("event", EVENT), form.text("from", NAME)));
    }
    return parents;
  }

  private Optional<PurposeObject> object(String name) throws InvalidRequestException {
    if (!has(name)) {
      return Optional.empty();
    }
    DecisionRequestForm form = nested(name);
    return Optional.of(new PurposeObject(form.required("kind", CODE), form.required("ref", REF)));
  }

  private Optional<Fee> fee() throws InvalidRequestException {
    if (!has("fee")) {
      return Optional.empty();
    }
    DecisionRequestForm form = nested("fee");
    long amount =
        form.json
            .findInteger("amount")
            .filter(value -> value >= 0)
            .orElseThrow(() -> new InvalidRequestException("fee.amount", "is 0 or more"));
    return Optional.of(
        new Fee(
            amount,
            form.required("currency", CODE),
            form.required("tariff", TARIFF),
            form.required("line", NAME),
            form.text("dedupOf", EVENT)));
  }

  private Optional<String> label() throws InvalidRequestException {
    if (!has("label")) {
      return Optional.empty();
    }
    return Optional.of(
        json.findString("label")
            .filter(text -> !text.isEmpty())
            .filter(text -> text.codePointCount(0, text.length()) <= MAX_LABEL)
            .orElseThrow(() -> new InvalidRequestException("label", "is 1 to 120 characters")));
  }

  private DecisionRequestForm nested(String name) throws InvalidRequestException {
    return new DecisionRequestForm(
        json.findObject(name).orElseThrow(() -> new InvalidRequestException(name, "is an object")));
  }

  private boolean has(String name) {
    return json.has(name);
  }

  private boolean flag(String name) throws InvalidRequestException {
    return json.findBoolean(name)
        .orElseThrow(() -> new InvalidRequestException(name, "is true or false"));
  }

  private List<JsonValue> list(String name) throws InvalidRequestException {
    if (!has(name)) {
      return List.of();
    }
    return json.findArray(name)
        .map(JsonArray::items)
        .filter(items -> items.size() <= JsonArray.MAX_EVENT_ITEMS)
        .orElseThrow(() -> new InvalidRequestException(name, "is a list of at most 256 items"));
  }

  private Optional<String> text(String name, Pattern form) throws InvalidRequestException {
    Optional<JsonValue> value = json.find(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof JsonString text && form.matcher(text.value()).matches()) {
      return Optional.of(text.value());
    }
    throw new InvalidRequestException(name, "is of the form " + form.pattern());
  }

  private String required(String name, Pattern form) throws InvalidRequestException {
    return text(name, form).orElseThrow(() -> new InvalidRequestException(name, "must be there"));
  }
}
