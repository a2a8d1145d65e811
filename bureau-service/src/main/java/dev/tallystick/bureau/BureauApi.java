package dev.tallystick.bureau;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** What the whole API has in common. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tallystick bureau-service",
            version = "1",
            description =
                "How it is sold: products and tariffs, inquiries and reports, invoices and objections.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
public class BureauApi extends Application {}
