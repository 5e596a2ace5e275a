package dev.signalbox.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is not answered as it was meant: what was wanted, what came, what to do. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String nextStep;
    private final transient List<?> diagnostics;

    private Problem(int status, String code, String detail, String nextStep, List<?> diagnostics) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.nextStep = nextStep;
        this.diagnostics = diagnostics;
    }

    static Problem of(int status, String code, String detail, String nextStep) {
        return new Problem(status, code, detail, nextStep, List.of());
    }

    static Problem wrong(String detail, String nextStep) {
        return of(400, "bad_request", detail, nextStep);
    }

    static Problem absent(String what, String id, String nextStep) {
        return of(404, "not_found", "there is no " + what + " \"" + cut(id) + '"', nextStep);
    }

    static Problem refused(String code, String detail, String nextStep, List<?> diagnostics) {
        return new Problem(422, code, detail, nextStep, diagnostics);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    String nextStep() {
        return nextStep;
    }

    List<?> diagnostics() {
        return diagnostics;
    }

    /** What may be echoed of an input. */
    static String cut(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
