package dev.tallystick.audit.indexroot;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.LoggedRoot;
import dev.tallystick.audit.index.RootTable;
import dev.tallystick.audit.publishing.PublishedCheckpoint;
import dev.tallystick.audit.publishing.PublishedCheckpoint.Published;
import dev.tallystick.audit.sequencing.NoteJson;
import dev.tallystick.audit.usage.ProvedEntries;
import dev.tallystick.audit.usage.ProvedLists;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The index roots, each with the proof that it is in the log. No token is asked for: two roots of
 * one number, a gap or a second chain are for anybody to find.
 */
@Path("/index")
@Tag(name = "index", description = "The chain of index roots. No token needed.")
@PermitAll
class IndexRootResource {
  private static final int MAX_LIMIT = 256;

  /** Everything in these entries is open to everybody; nothing is filed under a reader. */
  private static final Reader ANYBODY = new Reader.Person(Set.of());

  private final ProvedLists lists;
  private final RootTable roots;
  private final ProvedEntries entries;
  private final PublishedCheckpoint checkpoints;

  IndexRootResource(
      ProvedLists lists, RootTable roots, ProvedEntries entries, PublishedCheckpoint checkpoints) {
    this.lists = lists;
    this.roots = roots;
    this.entries = entries;
    this.checkpoints = checkpoints;
  }

  @GET
  @Path("root")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "getIndexRoot",
      summary = "The newest index root, proved to be in the log")
  @APIResponse(
      responseCode = "200",
      description = "The entry, opened, with its proof and the checkpoint that this leads to",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "IndexRootEntry")))
  @APIResponse(responseCode = "503", ref = "problem")
  public Response root() {
    LoggedRoot root = lists.newest().root();
    Published head = checkpoints.atLeast(root.index() + 1);
    byte[] entry = Objects.requireNonNull(read(List.of(root), head).get(root.index()));
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "{");
    out.writeBytes(entry);
    text(out, ",\"checkpoint\":" + NoteJson.quote(head.note().toString()) + "}");
    return ok(out);
  }

  @GET
  @Path("roots")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "getIndexRoots",
      summary = "All index roots by number, each proved to be in the log",
      description = "`next` is the `after` of the next page; absent when there is none yet.")
  @APIResponse(
      responseCode = "200",
      description =
          "The roots after a number, in order, and the checkpoint that their proofs lead to",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "IndexRootPage")))
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response roots(
      @Parameter(description = "The number that the page begins after")
          @QueryParam("after")
          @DefaultValue("0")
          @Min(0) long after,
      @Parameter(description = "Roots on a page, 1 to 256")
          @QueryParam("limit")
          @DefaultValue("256")
          @Min(1) @Max(MAX_LIMIT) int limit) {
    List<LoggedRoot> found = roots.after(after, limit);
    long size = found.isEmpty() ? 1 : found.get(found.size() - 1).index() + 1;
    Published head = checkpoints.atLeast(size);
    Map<Long, byte[]> read = read(found, head);
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + 2048 * found.size());
    text(out, "{\"roots\":[");
    String separator = "{";
    for (LoggedRoot root : found) {
      text(out, separator);
      out.writeBytes(Objects.requireNonNull(read.get(root.index())));
      text(out, "}");
      separator = ",{";
    }
    text(out, "],\"checkpoint\":" + NoteJson.quote(head.note().toString()));
    if (found.size() == limit) {
      text(out, ",\"next\":" + found.get(limit - 1).data().number());
    }
    text(out, "}");
    return ok(out);
  }

  private Map<Long, byte[]> read(List<LoggedRoot> found, Published head) {
    return entries.read(found.stream().map(LoggedRoot::index).toList(), head.size(), ANYBODY);
  }

  private static Response ok(ByteArrayOutputStream json) {
    return Response.ok(json.toByteArray(), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=1")
        .build();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
