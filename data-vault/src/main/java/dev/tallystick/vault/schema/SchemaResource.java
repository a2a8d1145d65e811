package dev.tallystick.vault.schema;

import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schemas of records, for everybody to read: what is collected, and in which form (R57). */
@Path("/v1/schemas")
@PermitAll
@Tag(name = "schemas", description = "What the fields of a record may be, by category.")
class SchemaResource {
  private static final String SCHEMA = "application/schema+json";

  private final ContentSchemas schemas;

  SchemaResource(ContentSchemas schemas) {
    this.schemas = schemas;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listContentSchemas",
      summary = "The schemas of records",
      description =
          "By category and version. A category that is not listed has the GENERIC one. No token is"
              + " needed.")
  @APIResponse(responseCode = "200", description = "All schemas.")
  public SchemasJson list() {
    return new SchemasJson(
        schemas.all().stream()
            .map(one -> SchemaRefJson.of(one, schemas.newest(one.category()).equals(one)))
            .toList());
  }

  @GET
  @Path("{category}/{version}")
  @Produces(SCHEMA)
  @Operation(
      operationId = "getContentSchema",
      summary = "A schema",
      description = "JSON Schema, draft 2020-12, of the `fields` of a record. No token is needed.")
  @APIResponse(
      responseCode = "200",
      description = "The schema. It never changes.",
      content = @Content(mediaType = SCHEMA, schema = @Schema(type = SchemaType.OBJECT)))
  public Response get(
      @Parameter(description = "Such as SHOPPING.AGGREGATE.") @PathParam("category")
          String category,
      @Parameter(description = "From 1.") @PathParam("version") int version) {
    ContentSchema schema =
        schemas
            .find(category, version)
            .filter(found -> found.category().equals(category))
            .orElseThrow(VaultProblemCode.SCHEMA_UNKNOWN::problem);
    return Response.ok(schema.text(), SCHEMA).header("Cache-Control", "public, immutable").build();
  }
}
