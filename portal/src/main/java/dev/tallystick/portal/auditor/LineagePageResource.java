package dev.tallystick.portal.auditor;

import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyChoice;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.file.FileResource;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.CrossSiteFilter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where something came from and who got it. A question stands in the address, so that it can be
 * kept and sent, but for one about a person: that is the fields of a form, because a person's token
 * stands in no address.
 *
 * <p>A look stands in the log, with what it is for. So nobody else can make one in an auditor's
 * name: an address that another site has a browser open shows the question, and asks nothing.
 */
@Path("/auditor")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class LineagePageResource {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;
  private final FileResource files;

  LineagePageResource(
      Frames frames,
      ReaderTexts texts,
      Neighbours neighbours,
      PartyNames names,
      FileResource files) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
    this.files = files;
  }

  @CheckedTemplate(basePath = "auditor")
  static class Templates {
    private Templates() {}

    static native TemplateInstance lineage(
        Frame frame,
        LineageAsk ask,
        Part<LineageView> lineage,
        List<PartyChoice> parties,
        boolean unasked);
  }

  /** The fields of a question about a person. */
  public static class Question {
    @FormParam("kind")
    @Nullable String kind;

    @FormParam("id")
    @Nullable String id;

    @FormParam("way")
    @Nullable String way;

    @FormParam("from")
    @Nullable String from;

    @FormParam("to")
    @Nullable String to;

    @FormParam("party")
    @Nullable String party;

    @FormParam("purpose")
    @Nullable String purpose;

    @FormParam("cursor")
    @Nullable String cursor;

    @FormParam("why")
    @Nullable String why;

    @FormParam("target")
    @Nullable String target;

    Map<String, String> parameters() {
      Map<String, String> all = new HashMap<>();
      put(all, "kind", kind);
      put(all, "id", id);
      put(all, "way", way);
      put(all, "from", from);
      put(all, "to", to);
      put(all, "party", party);
      put(all, "purpose", purpose);
      put(all, "cursor", cursor);
      put(all, "why", why);
      put(all, "target", target);
      return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
      if (value != null) {
        all.put(name, value);
      }
    }
  }

  /** Takes what somebody looks for to the page about it. */
  @POST
  @Path("search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response search(
      @FormParam("q") @Nullable String typed,
      @FormParam("kind") @Nullable String kind,
      @FormParam("why") @Nullable String why) {
    PartyNames.Names called = names.fetch().join();
    Optional<LineageAsk> ask =
        Thing.of(
                typed == null ? "" : typed,
                Optional.ofNullable(kind).flatMap(Thing.Kind::find),
                called.byId())
            .map(thing -> LineageAsk.about(thing, why == null ? "" : why));
    if (ask.isEmpty()) {
      return see("/auditor?missing=1");
    }
    return ask.get().thing().isPerson() ? shown(ask.get()) : see(ask.get().address());
  }

  /** Where the log-in leads that somebody had to do first: nothing was looked for. */
  @GET
  @Path("search")
  public Response notSearched() {
    return see("/auditor");
  }

  /** A lineage, but for a person's. */
  @GET
  @Path("lineage")
  public Response lineage(
      @Context UriInfo uri, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    return LineageAsk.of(parameters(uri))
        .filter(ask -> !ask.thing().isPerson())
        .map(ask -> CrossSiteFilter.isOpenedFromHere(site) ? shown(ask) : unasked(ask))
        .orElseGet(() -> see("/auditor"));
  }

  /** The lineage of a person's data. */
  @POST
  @Path("lineage")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response personsLineage(@BeanParam Question question) {
    return LineageAsk.of(question.parameters())
        .map(this::shown)
        .orElseGet(() -> see("/auditor?missing=1"));
  }

  /** The same as a file, but for a person's. Without a question it is where a log-in has led. */
  @GET
  @Path("lineage/file")
  public Response file(@Context UriInfo uri, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    Map<String, String> parameters = parameters(uri);
    if (parameters.isEmpty()) {
      return see("/auditor");
    }
    return LineageAsk.of(parameters)
        .filter(ask -> !ask.thing().isPerson())
        .map(
            ask ->
                CrossSiteFilter.isOpenedFromHere(site)
                    ? written(ask, parameters.getOrDefault("format", ""))
                    : unasked(ask))
        .orElseThrow(NotFoundException::new);
  }

  /** The lineage of a person's data as a file. */
  @POST
  @Path("lineage/file")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response personsFile(
      @BeanParam Question question, @FormParam("format") @Nullable String format) {
    return LineageAsk.of(question.parameters())
        .map(ask -> written(ask, format == null ? "" : format))
        .orElseThrow(NotFoundException::new);
  }

  private Response shown(LineageAsk ask) {
    Frame frame = frames.ofReader(Frame.Place.ELSEWHERE);
    CompletableFuture<Reply> asked = asked(ask);
    PartyNames.Names called = names.fetch().join();
    Part<LineageView> lineage =
        asked
            .join()
            .read(LineageAnswer.Partial::new)
            .map(new LineageViews(ask, texts.in(frame.locale()), called)::of);
    return page(frame, ask, lineage, called, false);
  }

  /** The question, for the reader to ask. */
  private Response unasked(LineageAsk ask) {
    return page(
        frames.ofReader(Frame.Place.ELSEWHERE),
        ask,
        Part.missing(Absence.NONE),
        names.fetch().join(),
        true);
  }

  private static Response page(
      Frame frame,
      LineageAsk ask,
      Part<LineageView> lineage,
      PartyNames.Names called,
      boolean unasked) {
    List<PartyChoice> parties = PartyChoice.of(called, ask.sift().party());
    String page =
        Templates.lineage(frame, ask, lineage, parties, unasked).setLocale(frame.locale()).render();
    return Response.ok(page, MediaType.TEXT_HTML_TYPE).build();
  }

  private Response written(LineageAsk ask, String format) {
    LineageFormat form = LineageFormat.find(format).orElseThrow(NotFoundException::new);
    return files.of(
        LineageFiles.write(form, asked(ask).join()),
        "lineage" + form.extension(),
        form.mediaType());
  }

  private CompletableFuture<Reply> asked(LineageAsk ask) {
    return neighbours.post(Neighbour.AUDIT, "/v1/lineage", ask.toJson());
  }

  /** What stands in an address, once each. */
  static Map<String, String> parameters(UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    Map<String, String> first = new HashMap<>();
    query.forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.get(0)));
    return first;
  }

  private static Response see(String path) {
    return Response.seeOther(URI.create(path)).build();
  }
}
