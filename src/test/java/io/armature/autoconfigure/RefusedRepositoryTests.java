/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.MisconfigurationException;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import io.armature.repository.AllowScan;
import io.armature.repository.ConsistentRead;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.DynamoDbRepositoryFactoryBean;
import io.armature.repository.UseIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.Order;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every query and entity that is refused when the application starts, each with what to do. */
class RefusedRepositoryTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    RepositoriesAutoConfiguration.class,
                    SchemaAutoConfiguration.class))
            .withPropertyValues(Startups.NOWHERE)
            .withPropertyValues("armature.schema.check=off", "armature.repositories.enabled=false");

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void startWhenRepositoryCannotWorkShouldSayWhatToDo(Class<?> repository, String problem, String advice) {
        start(repository, failure -> {
            assertThat(failure).isInstanceOf(MisconfigurationException.class);
            assertThat(failure).hasMessageContaining(problem);
            assertThat(((MisconfigurationException) failure).action()).contains(advice);
        });
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        ByOther.class, "ByOther.findByColour would scan table 'things'", "partition key is 'colour'"),
                Arguments.of(All.class, "All.findBy would scan table 'things': it has no condition", "@AllowScan"),
                Arguments.of(SortKeyOnly.class, "would scan table 'things'", "partition key is 'name'"),
                Arguments.of(
                        PartitionRange.class, "would scan table 'things'", "equality condition on a partition key"),
                Arguments.of(SortKeyIn.class, "would scan table 'things'", "one comparison on its sort key"),
                Arguments.of(TwoOnSortKey.class, "would scan table 'things'", "one comparison on its sort key"),
                Arguments.of(Or.class, "one query cannot answer conditions joined by Or", "a method for each"),
                Arguments.of(Paged.class, "pages by number", "Window<T>"),
                Arguments.of(Sliced.class, "pages by number", "ScrollPosition"),
                Arguments.of(ListedByPageable.class, "pages by number", "Limit"),
                Arguments.of(Sorted.class, "takes a Sort", "OrderBy"),
                Arguments.of(OrderByOther.class, "orders by 'colour'", "sort key 'colour'"),
                Arguments.of(OrderBySeveral.class, "orders by several", "sort key"),
                Arguments.of(ScanInOrder.class, "a scan has no order", "sort what the method returns"),
                Arguments.of(WindowWithoutSize.class, "no size", "Limit"),
                Arguments.of(ConsistentOnGlobal.class, "global index 'by-maker'", "Remove @ConsistentRead"),
                Arguments.of(ConsistentOnOwnKey.class, "global index 'by-kind'", "Remove @ConsistentRead"),
                Arguments.of(Ambiguous.class, "could read any of the indexes by-maker, by-maker-too", "@UseIndex"),
                Arguments.of(UnknownIndex.class, "names index 'by-nothing'", "Correct @UseIndex"),
                Arguments.of(Like.class, "compares 'colour' by Like", "StartingWith"),
                Arguments.of(IgnoringCase.class, "ignores case", "lower-case copy"),
                Arguments.of(Distinct.class, "distinct", "Remove Distinct"),
                Arguments.of(
                        WrongParameter.class, "takes Instant for 'size', which is Integer", "Declare the parameter"),
                Arguments.of(
                        TooManyArguments.class, "takes 2 arguments, but its name compares with 1", "one parameter"),
                Arguments.of(TooFewArguments.class, "takes 1 arguments, but its name compares with 2", "one parameter"),
                Arguments.of(TwoMoreOnSortKey.class, "would scan table 'things'", "partition key is 'kind'"),
                Arguments.of(TwoOnPartitionKey.class, "would scan table 'things'", "partition key is 'kind'"),
                Arguments.of(WrongAfterBetween.class, "takes Instant for 'size'", "Declare the parameter as Integer"),
                Arguments.of(NoListForIn.class, "takes int for 'size'", "Collection<Integer>"),
                Arguments.of(NumberStarting.class, "asks how 'size' starts", "Between"),
                Arguments.of(InsideList.class, "asks for 'parts.name', which is not stored", "stored property"),
                Arguments.of(InsideConverted.class, "asks for 'converted.name', which is not", "stored property"),
                Arguments.of(LimitedDelete.class, "has a limit, which only methods that find have", "Remove the limit"),
                Arguments.of(DeleteFirst.class, "has a limit, which only methods that find have", "Remove the limit"),
                Arguments.of(CountTop.class, "has a limit, which only methods that find have", "Remove the limit"),
                Arguments.of(ExistsLimited.class, "has a limit, which only methods that find have", "Remove the limit"),
                Arguments.of(DeletedOne.class, "returns Thing from a deletion", "List<Thing>"),
                Arguments.of(DeletedOptional.class, "returns Thing from a deletion", "List<Thing>"),
                Arguments.of(DeletedYesNo.class, "returns Boolean from a deletion", "int or long"),
                Arguments.of(DeletedProjection.class, "returns Tall from a deletion", "List<Thing>"),
                Arguments.of(
                        PlainResult.class,
                        "returns String, which is neither Thing nor a projection of it",
                        "a record with some of its properties"),
                Arguments.of(
                        WrongProjectionType.class, "'size' as Instant, which Thing stores as Integer", "as Integer"),
                Arguments.of(NoConstructor.class, "no single constructor with parameters", "Make it a record"),
                Arguments.of(WrongProjection.class, "with 'height', which Thing does not store", "as the entity names"),
                Arguments.of(NoProperty.class, "asks for 'nothing', which Thing does not have", "Correct the name"),
                Arguments.of(NoKey.class, "has no partition key", "@DynamoDbPartitionKey"),
                Arguments.of(TwoPartitionKeys.class, "more than one partition key", "remove an annotation"),
                Arguments.of(TwoSortKeys.class, "more than one partition key or sort key", "remove an annotation"),
                Arguments.of(SeveralIndexSortKeys.class, "key of several attributes", "at most one sort key"),
                Arguments.of(NotAnEntity.class, "is not an entity", "@DynamoDbBean"),
                Arguments.of(
                        Updates.class,
                        "Updates.update() needs a version to notice other writers by",
                        "Add a component '@DynamoDbVersionAttribute @Nullable Long version'"),
                Arguments.of(UpdatesIfPresent.class, "UpdatesIfPresent.updateIfPresent() needs a version", "version"),
                Arguments.of(UpdatesOrCreates.class, "UpdatesOrCreates.updateOrCreate() needs a version", "version"),
                Arguments.of(UpdatesByBase.class, "Updates.update() needs a version", "version"),
                Arguments.of(
                        WrongId.class, "does not fit the key of Thing", "record ThingId(String kind, String name) {}"),
                Arguments.of(WrongSimpleId.class, "does not fit the key of Simple", "String as its id type"),
                Arguments.of(
                        SeveralIndexKeys.class,
                        "key of several attributes, which is not supported yet",
                        "one partition key"));
    }

    @Test
    void startWhenWindowHasNoPositionShouldAskForIt() {
        start(
                WindowWithoutPosition.class,
                failure -> assertThat(failure).hasMessageContaining("needs to have a ScrollPosition parameter"));
    }

    @Test
    void startWhenTwoEntitiesDisagreeAboutTheirTableShouldRefuse() {
        runner.withInitializer(context -> {
                    register(context.getBeanFactory(), Good.class);
                    register(context.getBeanFactory(), OtherKeys.class);
                })
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("things"));
    }

    @Test
    void startWhenTableNameIsImpossibleShouldRefuse() {
        start(
                ShortName.class,
                failure -> assertThat(failure)
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("'tv' cannot be the name of a table"));
    }

    @Test
    void startWhenTableIsNamedByEnvironmentShouldTakeThatName() {
        runner.withPropertyValues("armature.tables.ordline.name=wrong")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("ARMATURE_TABLES_ORDERLINE_NAME", "prod-lines"))))
                .run(context -> assertThat(context.getBean(TableNames.class).physicalName("order-line"))
                        .isEqualTo("prod-lines"));
    }

    @Test
    void startWhenRepositoryIsGoodShouldStart() {
        runner.withInitializer(context -> register(context.getBeanFactory(), Good.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Good.class));
    }

    private void start(Class<?> repository, Consumer<Throwable> check) {
        runner.withInitializer(context -> register(context.getBeanFactory(), repository))
                .run(context -> {
                    assertThat(context).hasFailed();
                    check.accept(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()));
                });
    }

    private static void register(ConfigurableListableBeanFactory factory, Class<?> repository) {
        RootBeanDefinition definition = new RootBeanDefinition(DynamoDbRepositoryFactoryBean.class);
        definition.getConstructorArgumentValues().addGenericArgumentValue(repository);
        definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, repository);
        ((DefaultListableBeanFactory) factory).registerBeanDefinition(repository.getSimpleName(), definition);
    }

    @Table("things")
    record Thing(
            @DynamoDbPartitionKey String kind,
            @DynamoDbSortKey String name,

            @DynamoDbSecondaryPartitionKey(indexNames = {"by-maker", "by-maker-too"})
            String maker,

            @DynamoDbSecondarySortKey(indexNames = {"by-maker", "by-maker-too"})
            int size,

            String colour,
            List<Part> parts,

            @DynamoDbConvertedBy(PartConverter.class) Part converted) {}

    record Part(String name) {}

    public static final class PartConverter implements AttributeConverter<Part> {

        @Override
        public AttributeValue transformFrom(Part part) {
            return AttributeValue.fromS(part.name());
        }

        @Override
        public Part transformTo(AttributeValue value) {
            return new Part(value.s());
        }

        @Override
        public EnhancedType<Part> type() {
            return EnhancedType.of(Part.class);
        }

        @Override
        public AttributeValueType attributeValueType() {
            return AttributeValueType.S;
        }
    }

    record ThingKey(String kind, String name) {}

    interface Good extends DynamoDbRepository<Thing, ThingKey> {
        @UseIndex("by-maker")
        List<Thing> findByMakerOrderBySizeDesc(String maker);
    }

    interface ByOther extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByColour(String colour);
    }

    interface All extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findBy();
    }

    interface SortKeyOnly extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByName(String name);
    }

    interface PartitionRange extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindGreaterThan(String kind);
    }

    interface SortKeyIn extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindGreaterThanAndNameIn(String kind, List<String> names);
    }

    interface TwoOnSortKey extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindLessThanAndNameGreaterThanAndNameLessThan(String kind, String from, String to);
    }

    interface Or extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindOrMaker(String kind, String maker);
    }

    interface Paged extends DynamoDbRepository<Thing, ThingKey> {
        Page<Thing> findByKind(String kind, Pageable pageable);
    }

    interface Sliced extends DynamoDbRepository<Thing, ThingKey> {
        Slice<Thing> findByKind(String kind, Pageable pageable);
    }

    interface ListedByPageable extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKind(String kind, Pageable pageable);
    }

    interface Sorted extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKind(String kind, Sort sort);
    }

    interface OrderByOther extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindOrderByColour(String kind);
    }

    interface OrderBySeveral extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindOrderByNameAscColourAsc(String kind);
    }

    interface ScanInOrder extends DynamoDbRepository<Thing, ThingKey> {
        @AllowScan
        List<Thing> findByColourOrderByName(String colour);
    }

    interface WindowWithoutPosition extends DynamoDbRepository<Thing, ThingKey> {
        Window<Thing> findByKind(String kind, Limit limit);
    }

    interface WindowWithoutSize extends DynamoDbRepository<Thing, ThingKey> {
        Window<Thing> findByKind(String kind, ScrollPosition position);
    }

    interface ConsistentOnGlobal extends DynamoDbRepository<Thing, ThingKey> {
        @ConsistentRead
        @UseIndex("by-maker")
        List<Thing> findByMaker(String maker);
    }

    interface Ambiguous extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByMaker(String maker);
    }

    @Table("others")
    record Other(
            @DynamoDbPartitionKey @DynamoDbSecondaryPartitionKey(indexNames = "by-kind")
            String kind,

            @DynamoDbSortKey String name,

            @DynamoDbSecondarySortKey(indexNames = "by-kind")
            int size) {}

    interface ConsistentOnOwnKey extends DynamoDbRepository<Other, ThingKey> {
        @ConsistentRead
        List<Other> findByKindAndSizeGreaterThan(String kind, int size);
    }

    interface UnknownIndex extends DynamoDbRepository<Thing, ThingKey> {
        @UseIndex("by-nothing")
        List<Thing> findByMaker(String maker);
    }

    interface Updates extends DynamoDbRepository<Thing, ThingKey> {
        @Override
        Thing update(ThingKey id, UnaryOperator<Thing> change);
    }

    interface UpdatesIfPresent extends DynamoDbRepository<Thing, ThingKey> {
        @Override
        Optional<Thing> updateIfPresent(ThingKey id, UnaryOperator<Thing> change);
    }

    interface UpdatesOrCreates extends DynamoDbRepository<Thing, ThingKey> {
        @Override
        Thing updateOrCreate(ThingKey id, Supplier<Thing> initial, UnaryOperator<Thing> change);
    }

    interface UpdatesByBase extends Updates {}

    interface Like extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndColourLike(String kind, String colour);
    }

    interface IgnoringCase extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndColourIgnoreCase(String kind, String colour);
    }

    interface Distinct extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findDistinctByKind(String kind);
    }

    interface WrongParameter extends DynamoDbRepository<Thing, ThingKey> {
        @UseIndex("by-maker")
        List<Thing> findByMakerAndSize(String maker, Instant size);
    }

    interface WrongProjection extends DynamoDbRepository<Thing, ThingKey> {
        List<Tall> findByKind(String kind);

        record Tall(String name, int height) {}
    }

    interface TwoMoreOnSortKey extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndNameGreaterThanAndNameLessThan(String kind, String from, String to);
    }

    interface TwoOnPartitionKey extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndKind(String kind, String other);
    }

    interface WrongAfterBetween extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndNameBetweenAndSize(String kind, String from, String to, Instant size);
    }

    interface TooManyArguments extends DynamoDbRepository<Thing, ThingKey> {
        void deleteByKind(String kind, String name);
    }

    interface TooFewArguments extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndColourContaining(String kind);
    }

    interface NoListForIn extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndSizeIn(String kind, int size);
    }

    interface NumberStarting extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndSizeStartingWith(String kind, int size);
    }

    interface InsideList extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndPartsName(String kind, String name);
    }

    interface InsideConverted extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByKindAndConvertedName(String kind, String name);
    }

    interface LimitedDelete extends DynamoDbRepository<Thing, ThingKey> {
        long deleteByKind(String kind, Limit limit);
    }

    interface DeleteFirst extends DynamoDbRepository<Thing, ThingKey> {
        long deleteFirst3ThingsByKind(String kind);
    }

    interface CountTop extends DynamoDbRepository<Thing, ThingKey> {
        long countTopByKind(String kind);
    }

    interface ExistsLimited extends DynamoDbRepository<Thing, ThingKey> {
        boolean existsByKind(String kind, Limit limit);
    }

    interface DeletedOne extends DynamoDbRepository<Thing, ThingKey> {
        Thing deleteByKindAndName(String kind, String name);
    }

    interface DeletedOptional extends DynamoDbRepository<Thing, ThingKey> {
        Optional<Thing> deleteByKindAndName(String kind, String name);
    }

    interface DeletedYesNo extends DynamoDbRepository<Thing, ThingKey> {
        boolean deleteByKind(String kind);
    }

    interface DeletedProjection extends DynamoDbRepository<Thing, ThingKey> {
        List<Tall> deleteByKind(String kind);

        record Tall(String name) {}
    }

    interface PlainResult extends DynamoDbRepository<Thing, ThingKey> {
        List<String> findNameByKind(String kind);
    }

    interface WrongProjectionType extends DynamoDbRepository<Thing, ThingKey> {
        List<Sized> findByKind(String kind);

        record Sized(Instant size) {}
    }

    interface NoConstructor extends DynamoDbRepository<Thing, ThingKey> {
        List<Empty> findByKind(String kind);

        record Empty() {}
    }

    interface NoProperty extends DynamoDbRepository<Thing, ThingKey> {
        List<Thing> findByNothing(String nothing);
    }

    record Keyless(String name) {}

    interface NoKey extends DynamoDbRepository<Keyless, String> {}

    record Doubled(
            @DynamoDbPartitionKey String id,
            @DynamoDbPartitionKey String other) {}

    interface TwoPartitionKeys extends DynamoDbRepository<Doubled, String> {}

    record Sorted2(
            @DynamoDbPartitionKey String id,
            @DynamoDbSortKey String a,
            @DynamoDbSortKey String b) {}

    interface TwoSortKeys extends DynamoDbRepository<Sorted2, String> {}

    record TwoIndexSortKeys(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-both")
            String first,

            @DynamoDbSecondarySortKey(indexNames = "by-both", order = Order.FIRST)
            String second,

            @DynamoDbSecondarySortKey(indexNames = "by-both", order = Order.SECOND)
            String third) {}

    interface SeveralIndexSortKeys extends DynamoDbRepository<TwoIndexSortKeys, String> {}

    static class Plain {}

    interface NotAnEntity extends DynamoDbRepository<Plain, String> {}

    record OneKey(String kind) {}

    record Tv(@DynamoDbPartitionKey String id) {}

    interface ShortName extends DynamoDbRepository<Tv, String> {}

    interface WrongId extends DynamoDbRepository<Thing, OneKey> {}

    @Table("simples")
    record Simple(@DynamoDbPartitionKey String id) {}

    interface WrongSimpleId extends DynamoDbRepository<Simple, ThingKey> {}

    record TwoKeys(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-both", order = Order.FIRST)
            String first,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-both", order = Order.SECOND)
            String second) {}

    interface SeveralIndexKeys extends DynamoDbRepository<TwoKeys, String> {}

    @DynamoDbBean
    @Table("things")
    public static class OtherThing {

        private String id;

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }
    }

    interface OtherKeys extends DynamoDbRepository<OtherThing, String> {}
}
