package dev.signalbox.admin;

import io.vertx.ext.web.Router;

/** A part of the API: whoever comes to its routes has shown who they are. */
interface Resource {

    void mount(Router router);
}
