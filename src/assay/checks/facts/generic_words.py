"""Words that any organisation's texts are full of, so that none of them names anything.

A system called "Email" and an asset called "Data" are real enough; a sentence
with the word in it does not speak of them.  The list holds what management
systems, offices, plants and risk templates are written with, in the singular
(plurals are brought to it); it is ours, and grows by what is met.
"""

GENERIC_WORDS = frozenset(
    """
    a about above after against all also an and any are as at be because been before being below
    between both but by can could did do does during each either else every few for from had has
    have he her here his how i if in into is it its just like many may me more most much must my
    no nor not now of off on one only or other our out over own per same she should since so some
    such than that the their them then there these they this those three through to too two under
    until up upon us use used user very via was we well were what when where which while who whom
    why will with within without would you your

    access account accounting activity admin administration administrator agreement ai alert
    analysis api app application approval architecture archive area asset audit authentication
    authorisation authorization availability backup base batch billing board bring browser budget
    building business calendar call camera card cause central certificate change channel chat
    client cloud code collaboration communication company complaint compliance component computer
    confidentiality configuration connection consultant contact content contract contractor
    control copy core corporate cost council credential crm culture customer cyber daily damage
    dashboard data database date debt delivery department deployment design desk desktop detection
    development device digital directory disaster disk document documentation domain downtime
    drawing drive dropbox employee email encryption endpoint engineer engineering
    environment equipment erp error event evidence exchange export external facility failure
    feature file finance financial fire firewall firm firmware flood folder form fraud function
    future gap gateway
    general group hall hardware hiring holiday hosting hr human identity image impact import
    improvement incident industry information infrastructure input inspection insider integration
    integrity intellectual internal internet intranet inventory invoice it job key knowledge lab
    laboratory laptop law leave legacy legal library licence license line list local log login
    logistics loss machine mail mailbox main maintenance malware management manager manual
    manufacturing market marketing master material measure media meeting member memory message
    metric mobile model module monitor monitoring national network new note notebook notification
    office officer old online open operating operation operational operator opportunity order
    organisation organization output outage outsourcing owner package paper part partner password
    patch payment payroll people performance person personal personnel phishing phone physical
    plan planning plant platform policy pool portal power practice print printer priority privacy
    private problem procedure process procurement product production project property protection
    provider public purchase purchasing quality ransomware raw recovery register registry release
    remote report reporting repository request requirement research resource restore result review
    risk role room router rule safety sale sales schedule scope secret secure security sensitive
    server service session setting sharing shift shipping shop shortage site skill social software
    source spam spreadsheet staff stage staging standard stock storage store strategy supplier
    supply support survey switch system table tablet task team technical technology telephone
    template test testing theft third threat ticket time tool tooling top traffic training
    recruitment onboarding offboarding continuity calibration machining enquiry hire deploy
    transfer transport travel update utility validation value vendor version video virtual virus
    visitor vpn vulnerability warehouse web website weakness wiki wireless work workflow workplace
    workshop workstation zone
    """.split()  # noqa: SIM905 - a list of words is read as text
)
