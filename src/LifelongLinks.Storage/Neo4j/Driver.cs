// Which client speaks to Neo4j: the official one where it is to be had, else our own, which has its names.
#if NEO4J_DRIVER_OFFICIAL
global using Neo4j.Driver;
#else
global using LifelongLinks.Bolt;
#endif

// Either has a Query of its own, which is not needed by name.
global using Query = LifelongLinks.Core.Query;
