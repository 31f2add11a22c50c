package io.armature.repository;

import io.armature.resilience.fallback.FallbackMark;
import java.util.function.Consumer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What a read says to the fallback: whether a stored copy will do. */
enum StalePolicy {
    /** A stored copy will do; of several items all or none. */
    ACCEPT(null),
    /** DynamoDB answers or nobody. */
    REFUSE(FallbackMark.NO_FALLBACK),
    /** Stored copies will do, also of a part of the items. */
    ACCEPT_PART(FallbackMark.PARTIAL);

    private final Consumer<DynamoDbRequest.Builder> mark;

    StalePolicy(@org.jspecify.annotations.Nullable ExecutionAttribute<Boolean> attribute) {
        if (attribute == null) {
            this.mark = request -> {};
        } else {
            AwsRequestOverrideConfiguration marked = AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(attribute, true)
                    .build();
            this.mark = request -> request.overrideConfiguration(marked);
        }
    }

    /** Returns what a repository says, or what is safe for its entity if it says nothing. */
    static StalePolicy of(Class<?> repositoryInterface, boolean versioned) {
        StaleReads said = AnnotatedElementUtils.findMergedAnnotation(repositoryInterface, StaleReads.class);
        return (said == null ? versioned : said.accept()) ? ACCEPT : REFUSE;
    }

    void mark(DynamoDbRequest.Builder request) {
        mark.accept(request);
    }
}
