"""odil as C-ECHO, C-STORE, C-FIND and C-GET SCU: odil_peer.py <host> <port> <file> <folder for what comes back>.

Prints one line for each service.
"""
import sys

import odil

host, port, path, folder = sys.argv[1:5]
EXPLICIT = odil.registry.ExplicitVRLittleEndian


def data_set(values):
    made = odil.DataSet()
    for tag, value in values:
        made.add(tag, value)
    return made


def context(number, syntax, role):
    return odil.AssociationParameters.PresentationContext(number, syntax, [EXPLICIT], role)


SCU = odil.AssociationParameters.PresentationContext.Role.SCU
SCP = odil.AssociationParameters.PresentationContext.Role.SCP

with odil.open(path) as stream:
    header, sent = odil.Reader.read_file(stream)
storage = sent.as_string("SOPClassUID")[0]
study = sent.as_string("StudyInstanceUID")

association = odil.Association()
association.set_peer_host(host)
association.set_peer_port(int(port))
parameters = association.update_parameters().set_calling_ae_title(b"H001PACS").set_called_ae_title(b"YILIAN")
parameters.set_presentation_contexts(
    [
        context(1, odil.registry.Verification, SCU),
        context(3, storage, odil.AssociationParameters.PresentationContext.Role.Both),
        context(5, odil.registry.StudyRootQueryRetrieveInformationModelFind, SCU),
        context(7, odil.registry.StudyRootQueryRetrieveInformationModelGet, SCU),
    ]
)
association.associate()
odil.EchoSCU(association).echo()
print("echo")
store = odil.StoreSCU(association)
store.set_affected_sop_class(sent)
store.store(sent)
print("store")
find = odil.FindSCU(association)
find.set_affected_sop_class(odil.registry.StudyRootQueryRetrieveInformationModelFind)
found = find.find(
    data_set(
        [("QueryRetrieveLevel", ["STUDY"]), ("StudyInstanceUID", study), ("PatientID", []), ("PatientName", [])]
    )
)
print("find", " ".join(each.as_string("PatientID")[0].decode() for each in found))
get = odil.GetSCU(association)
get.set_affected_sop_class(odil.registry.StudyRootQueryRetrieveInformationModelGet)
got = get.get(data_set([("QueryRetrieveLevel", ["STUDY"]), ("StudyInstanceUID", study)]))
for number, each in enumerate(got):
    with odil.open(f"{folder}/{number}.dcm", "wb") as stream:
        odil.Writer.write_file(each, stream, odil.DataSet(), EXPLICIT)
print("get", len(got))
association.release()
