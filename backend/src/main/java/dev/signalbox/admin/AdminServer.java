package dev.signalbox.admin;

import dev.signalbox.config.Config;
import dev.signalbox.security.LoginLinks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.random.RandomGenerator;

/** The admin port: API, live stream, metrics, health, and the web UI. */
public final class AdminServer {

    private static final int BODY_LIMIT = 1024 * 1024;

    /** A pack may bring 8 MiB of tables; quotes and ends of lines take twice the room in JSON. */
    private static final int PACK_LIMIT = 16 * BODY_LIMIT;

    private static final int IDLE_SECONDS = 60;
    private static final long TICK_MILLIS = 1_000;
    private static final int[] STATUSES = {400, 404, 405, 406, 413, 414, 415, 500};

    private final Vertx vertx;
    private final Config.Listener listener;
    private final String ingestUrl;
    private final Access access;
    private final Doors doors;
    private final RandomGenerator random;
    private final HttpServer server;
    private long ticker;

    /** @param ingestUrl where deliveries go, such as {@code http://127.0.0.1:8081} */
    public AdminServer(
            Vertx vertx,
            Config.Listener listener,
            String ingestUrl,
            Access access,
            Doors doors,
            RandomGenerator random) {
        this.vertx = vertx;
        this.listener = listener;
        this.ingestUrl = ingestUrl;
        this.access = access;
        this.doors = doors.redacted();
        this.random = random;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(listener.host())
                .setPort(listener.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false));
    }

    /** Opens the port; fails when it is taken. The result is the port. */
    public Future<Integer> listen() {
        ticker = vertx.setPeriodic(TICK_MILLIS, tick -> doors.tally().tick());
        return server.requestHandler(router()).listen().map(HttpServer::actualPort);
    }

    public Future<Void> close() {
        vertx.cancelTimer(ticker);
        return server.close();
    }

    /** Where the port is, once it is open. */
    public String url() {
        String host = listener.host().contains(":") ? '[' + listener.host() + ']' : listener.host();
        return "http://" + host + ':' + server.actualPort();
    }

    /** A fresh link that signs somebody in. */
    public String loginUrl() {
        LoginLinks.Link link = access.links().issue();
        return LoginResource.url(url(), link);
    }

    /** Every route there is; whatever is mounted after the doorkeeper is closed to strangers. */
    Router router() {
        StaticFiles files = new StaticFiles(Webroot.read(AdminServer.class.getClassLoader()), random);
        Problems problems = new Problems(random);
        Router router = Router.router(vertx);
        router.route().handler(new SafeHeaders()).failureHandler(problems);
        router.route().handler(new HostCheck(listener.host()));
        router.route().handler(new Doorkeeper(access, files));
        router.route("/api/v1/packs/*").handler(body(PACK_LIMIT));
        router.route().handler(body(BODY_LIMIT));
        resources(files).forEach(resource -> resource.mount(router));
        for (int status : STATUSES) {
            router.errorHandler(status, problems);
        }
        return router;
    }

    /** Does nothing where the body was read before. */
    private static BodyHandler body(int limit) {
        return BodyHandler.create(false).setBodyLimit(limit).setMergeFormAttributes(false);
    }

    private EventStories stories() {
        return new EventStories(doors.events(), doors.instances(), doors.explanations());
    }

    private List<Resource> resources(StaticFiles files) {
        // The files look at every path: what stands before them would lose its 405 for a wrong method.
        return List.of(
                new WrongPort(ingestUrl),
                files,
                new HealthResource(doors.status()),
                new MetricsResource(vertx, doors.metrics()),
                new LoginResource(vertx, access, this::url),
                new InfoResource(doors.status(), files.present(), this::url, ingestUrl),
                new OverviewResource(doors.overview()),
                new HubsResource(doors.hubs()),
                new ExportResource(doors.events()),
                new EventsResource(doors.events(), stories()),
                new StoryResource(stories()),
                new InstancesResource(doors.instances(), doors.breakers()),
                new HandsResource(doors.instances()),
                new ApprovalsResource(doors.instances()),
                new ProcessesResource(doors.processes()),
                new DeadLettersResource(doors.deadLetters(), doors.jobs()),
                new JobsResource(doors.jobs()),
                new ProcessVersionsResource(doors.processVersions()),
                new PacksResource(doors.packs()),
                new PackVersionsResource(doors.packs()),
                new BacktestsResource(doors.backtests()),
                new BacktestExplanationResource(doors.backtests(), doors.events(), doors.explanations()),
                new RebuildResource(doors.rebuilds()),
                new DryRunResource(doors.backtests()),
                new SourcesResource(doors.sources()),
                new RefusedMessagesResource(doors.refused(), doors.sources()),
                new SinksResource(doors.sinks()),
                new SecretsResource(doors.secrets()),
                new BreakersResource(doors.breakers()),
                new FactsResource(doors.facts()),
                new ReplaysResource(doors.replays()),
                new PreviewResource(doors.sources(), doors.events()),
                new DemoResource(doors.scoreboard()),
                new StreamResource(vertx, doors.feed(), doors.tally(), access.sessions()));
    }
}
